import type { ApiResponse } from "../../../../src/platforms/aliyun/response";
import { pauseBefore } from "../../../../src/platforms/aliyun/throttling";
import { answered } from "../../../support/answer";

const answer = (code: string | null, status = 400, headers: Record<string, string> = {}): ApiResponse => ({
  ...answered(code),
  platform: "Aliyun IoT",
  purpose: "get product P",
  status,
  headers,
  succeeded: false,
});
const longest = () => 1;

test.each<[string, ApiResponse, readonly (number | undefined)[]]>([
  ["flow control without a hint", answer("Throttling.User"), [500, 1000, 2000, 4000, 8000, 8000]],
  ["a code that ends in it", answer("Rejected.Throttling"), [500, 1000]],
  ["flow control by status", answer(null, 429), [500, 1000]],
  ["the hint of newer SDKs", answer("Throttling.Api", 400, { "x-acs-retry-after": "1500" }), [1650, 1650]],
  ["the hint alone", answer("iot.new.Thing", 400, { "x-acs-retry-after": "700" }), [770, 770]],
  ["a hint that means nothing", answer("Throttling", 400, { "x-acs-retry-after": "soon" }), [500, 1000]],
  ["the general header", answer("Throttling", 400, { "retry-after": "3" }), [3300, 3300]],
  ["both: its own wins", answer("Throttling", 429, { "retry-after": "3", "x-acs-retry-after": "40" }), [44]],
  ["a hint beyond all patience", answer("Throttling", 400, { "x-acs-retry-after": "86400000" }), [undefined]],
  ["a failure that passes", answer("iot.system.SystemException", 200), [500, 1000, undefined]],
  ["a service that is away", answer("ServiceUnavailable", 400), [500, 1000, undefined]],
  ["the same where it was repeated already", answer("ServiceUnavailable", 503), [undefined]],
  ["a nonce that was seen", answer("SignatureNonceUsed"), [0, undefined]],
  ["a wrong key", answer("InvalidAccessKeyId.NotFound", 404), [undefined]],
  ["nothing but a status", answer(null, 400, { "retry-after": "1" }), [undefined]],
])("%s is waited for as long as makes sense", (_, said, pauses) => {
  expect(pauses.map((__, index) => pauseBefore(said, index + 1, longest))).toEqual(
    pauses.map((pause) => pause && expect.closeTo(pause)),
  );
});

test("jitter halves a pause at most, and only lengthens what the service asks for", () => {
  const asked = answer("Throttling", 400, { "x-acs-retry-after": "900" });
  expect([pauseBefore(answer("Throttling"), 1, () => 0), pauseBefore(asked, 1, () => 0)]).toEqual([250, 900]);
  expect(pauseBefore(asked, 1, longest)).toBeCloseTo(990);
});
