import type { Row } from "../rows";
import { counted } from "../status";
import { byId } from "./element";
import { drawRow } from "./row";

/** Drawn at once; the others when they are scrolled to, asked for or printed. */
const STEP = 60;

/** The body of the table. */
export class TableBody {
  private rows: readonly Row[] = [];
  private drawn = 0;
  private readonly body = byId<HTMLTableSectionElement>("rows");
  private readonly more = byId<HTMLButtonElement>("more");

  constructor() {
    this.more.addEventListener("click", () => this.draw(this.drawn + STEP));
    new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.draw(this.drawn + STEP);
      },
      { rootMargin: "600px" },
    ).observe(this.more);
    addEventListener("beforeprint", () => this.draw(this.rows.length));
    matchMedia("print").addEventListener("change", ({ matches }) => matches && this.draw(this.rows.length));
  }

  show(rows: readonly Row[]): void {
    this.rows = rows;
    this.drawn = 0;
    this.body.replaceChildren();
    this.draw(STEP);
  }

  private draw(to: number): void {
    const next = this.rows.slice(this.drawn, to);
    this.drawn += next.length;
    this.body.append(...next.map(drawRow));
    const left = this.rows.length - this.drawn;
    this.more.hidden = left === 0;
    this.more.textContent = `Show ${Math.min(STEP, left)} more of ${counted(left)}`;
  }
}
