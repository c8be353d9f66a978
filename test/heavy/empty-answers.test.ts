import { Bench } from "../support/plugin/launch";

// Node once sent freed memory in place of the head of an empty message; a small heap makes that frequent.
test("an empty answer is five zero bytes, every time", async () => {
  const bench = await Bench.create();
  const small = await bench.launch({ environment: { NODE_OPTIONS: "--max-semi-space-size=1" } });
  const host = small.connect();
  const path = "/tfplugin6.Provider/StopProvider";
  for (let round = 0; round < 100; round++) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => host.callRaw(path, Buffer.alloc(0))));
    expect(answers.every(({ length }) => length === 0)).toBe(true);
  }
  host.close();
  await bench.close();
});
