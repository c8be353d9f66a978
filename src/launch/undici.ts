// What the provider has of undici, whose parser is WebAssembly. V8 would begin to optimise it at the first answer, for 60 to 150 ms on
// another core, and no process can end before that is done; unoptimised it reads 1,000 products in the same time.
import { setFlagsFromString } from "node:v8";

module.exports = require("./undici-parts");
// Not before: with other options than at its start, Node compiles every module of its own that it still loads.
setFlagsFromString("--no-wasm-tier-up --no-wasm-dynamic-tiering");
