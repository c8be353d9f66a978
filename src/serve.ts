import { serve } from "./plugin/serve";
import { connect } from "./provider";

// A module without an export is CommonJS to esbuild, which wraps all that it imports: 6 ms of each launch.
export const served = serve(connect);
