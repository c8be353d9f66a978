/** A text whose colour is too near to that of what it stands on. */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
}

/**
 * Runs in a page: the texts with less contrast than WCAG's level AA asks for. It is all in one function because a browser gets it as a
 * text.
 */
export function faintTexts(): Faint[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element): string => {
    for (let each: Element | null = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const isShown = (element: Element) => element.getClientRects().length > 0;
  return [...document.body.querySelectorAll("*")]
    .filter((element) => isShown(element) && [...element.childNodes].some((node) => node.nodeType === 3))
    .map((element) => {
      const [lighter = 0, darker = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort(
        (a, b) => b - a,
      );
      return { text: element.textContent?.slice(0, 40) ?? "", ratio: (lighter + 0.05) / (darker + 0.05) };
    })
    .filter(({ ratio }) => ratio < 4.5);
}
