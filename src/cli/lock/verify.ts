import { json } from "../../drift/formats/json";
import { text } from "../../drift/formats/text";
import { onlyHere } from "../../drift/here";
import { judge } from "../../drift/judge";
import { claimsOfLock } from "../../drift/recorded";
import { exitCodeOf, type Source } from "../../drift/report";
import { compare } from "../drift/compare";
import { shown } from "./place";

export interface VerifyOptions {
  readonly json?: boolean;
  readonly here?: boolean;
  readonly volatile?: boolean;
}

/** `lock verify`: `drift` of one lock file, with nothing ignored. Writes nothing. */
export async function verifyLock(file: string, options: VerifyOptions): Promise<number> {
  const { volatile: withVolatile = false } = options;
  const all: Source[] = [{ kind: "lock", file: shown(file), claims: claimsOfLock(shown(file)) }];
  const sources = options.here ? onlyHere(all, process.env) : all;
  const findings = await compare(sources, process.env, { withVolatile, screen: process.stderr });
  const report = judge(sources, findings, { withVolatile });
  const colours = process.stdout.hasColors?.() ?? false;
  process.stdout.write((options.json ? json : text).print(report, { base: process.cwd(), colours }));
  return exitCodeOf(report);
}
