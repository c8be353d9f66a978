// Generated from examples/cdktf by `npm run generate` of cdktf-connect.

import { App } from "cdktn";
import { FleetStack } from "./stack";

const app = new App();
new FleetStack(app, "fleet");
app.synth();
