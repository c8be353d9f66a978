import { checkProtocol, handshakeLine } from "../../../../src/plugin/go-plugin/handshake";

test.each(["6", "5,6", "6,5", "4,7,6", undefined, ""])("protocol 6 is taken from a host that offers %j", (offered) => {
  expect(() => checkProtocol({ PLUGIN_PROTOCOL_VERSIONS: offered })).not.toThrow();
});

test.each(["5", "4,5", "16,60"])("a host that offers only %j is refused with the reason", (offered) => {
  expect(() => checkProtocol({ PLUGIN_PROTOCOL_VERSIONS: offered })).toThrow(`only supports ${offered}`);
});

test("the line has six fields, and base64 without padding", () => {
  const line = handshakeLine({ network: "unix", text: "/tmp/x/s" }, Buffer.from("a"));
  expect(line).toBe("1|6|unix|/tmp/x/s|grpc|YQ\n");
});

test("the last field is there without TLS too", () => {
  expect(handshakeLine({ network: "unix", text: "/s" }, undefined)).toBe("1|6|unix|/s|grpc|\n");
});
