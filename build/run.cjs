// Runs a TypeScript program of this repository, and leaves nothing outside of it: the command `tsx` would leave a cache in the
// directory for temporary files.
const { resolve } = require("node:path");

process.env.TSX_DISABLE_CACHE = "1";
const [, , program, ...args] = process.argv;
process.argv = [process.argv[0], resolve(program), ...args];
require("tsx/cjs");
require(process.argv[1]);
