/**
 * Terraform's address of the provider. State pins it, so it never changes. The reserved host makes a missing mirror an
 * error: no registry has the name, and no third party can register it.
 */
export const address = "connect.internal/iot/connect";
