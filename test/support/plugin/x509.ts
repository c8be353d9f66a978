// @peculiar/x509 needs a dependency injector, which refuses to load where nothing knows about decorators. Ours uses none.
Object.assign(Reflect, { getMetadata: () => undefined, getOwnMetadata: () => undefined, defineMetadata: () => {} });

/** The certificate library our own few lines are measured against. */
export const x509: typeof import("@peculiar/x509") = require("@peculiar/x509");
x509.cryptoProvider.set(globalThis.crypto);
