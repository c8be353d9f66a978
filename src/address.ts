/**
 * Terraform's address of the provider. State pins it, so it never changes. The reserved host makes a missing mirror fail
 * closed: no registry can be asked for it, and nobody can take the name.
 */
export const address = "connect.internal/iot/connect";
