// Generated from package.json by `npm run generate`.

/** Version of the package and of the provider in it. */
export const version = "0.1.0";
