import { openPace } from "../../../../src/platforms/aliyun/pace";
import { pass, stopClock } from "../../../support/clock";

test("pages deep in the list are turned at two in a second, as the vendor documents", async () => {
  stopClock();
  const pace = openPace();
  const turned: number[] = [];
  const page = (CurrentPage: number) =>
    pace
      .turn({ action: "QueryProductList", parameters: { CurrentPage: String(CurrentPage), PageSize: "200" } })
      .then(() => turned.push(CurrentPage));
  for (const number of [500, 501, 502, 1, 2]) void page(number);
  void pace.turn({ action: "QueryProduct", parameters: { ProductKey: "P" } }).then(() => turned.push(0));
  await pass(30);
  expect(turned.sort()).toEqual([0, 1, 2, 500]);
  await pass(970);
  expect(turned).toHaveLength(5);
  await pass(1000);
  expect(turned).toHaveLength(6);
});

test("being refused halves the pace, once for all that were refused together, and passing brings it back", async () => {
  stopClock();
  const pace = openPace();
  const call = { action: "QueryProduct", parameters: { ProductKey: "P" } } as const;
  const perSecond = async () => {
    let turns = 0;
    const stop = new AbortController();
    const caller = async () => {
      for (;;) {
        await pace.turn(call, stop.signal);
        turns += 1;
      }
    };
    const over = caller().catch(() => {});
    await pass(2000);
    stop.abort();
    await over;
    return turns / 2;
  };
  expect(await perSecond()).toBeCloseTo(45, -1);
  for (let news = 0; news < 5; news++) pace.refused(call);
  expect(await perSecond()).toBeCloseTo(22, -1);
  for (let news = 0; news < 250; news++) pace.passed(call);
  expect(await perSecond()).toBeCloseTo(45, -1);
});
