import { serve } from "./plugin/serve";
import { connect } from "./provider";

void serve(connect);
