import { serve } from "./plugin/serve";
import { connect } from "./provider";

// Without an export, esbuild treats a module as CommonJS and wraps all its imports: 6 ms of each launch.
export const served = serve(connect);
