// Generated from examples/cdktf by `npm run generate` of cdktf-connect.

import { Testing } from "cdktn";
import { FleetStack } from "./stack";

const synthesize = () => JSON.parse(Testing.synth(new FleetStack(Testing.app(), "fleet")));

test("renews the certificates of every meter, and routes the sub-devices of the gateway", () => {
  expect(Object.keys(synthesize().resource.terraform_data)).toEqual([
    "renewal-8f7KmDED",
    "renewal-mK5dR2xT",
    "sub-devices",
  ]);
});

test("stops the plan when the gateway is none any more", () => {
  expect(synthesize().data.connect_product.edge).toMatchObject({
    expect: { product_type: "Gateway" },
    on_drift: "error",
  });
});
