import { openPace } from "../../../../src/platforms/aliyun/pace";

test("pages deep in the list are turned at two in a second, as the vendor documents", async () => {
  jest.useFakeTimers();
  try {
    const pace = openPace();
    const turned: number[] = [];
    const page = (CurrentPage: number) =>
      pace({ action: "QueryProductList", parameters: { CurrentPage: String(CurrentPage), PageSize: "200" } }).then(() =>
        turned.push(CurrentPage),
      );
    for (const number of [500, 501, 502, 1, 2]) void page(number);
    void pace({ action: "QueryProduct", parameters: { ProductKey: "P" } }).then(() => turned.push(0));
    await jest.advanceTimersByTimeAsync(30);
    expect(turned.sort()).toEqual([0, 1, 2, 500]);
    await jest.advanceTimersByTimeAsync(970);
    expect(turned).toHaveLength(5);
    await jest.advanceTimersByTimeAsync(1000);
    expect(turned).toHaveLength(6);
  } finally {
    jest.useRealTimers();
  }
});
