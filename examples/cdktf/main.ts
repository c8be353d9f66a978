import { App } from "cdktf";
import { FleetStack } from "./stack";

const app = new App();
new FleetStack(app, "fleet");
app.synth();
