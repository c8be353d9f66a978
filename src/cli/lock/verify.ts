import { claimsOfLock } from "../../drift/claim";
import { json } from "../../drift/formats/json";
import { text } from "../../drift/formats/text";
import { onlyHere, onlyPlatform } from "../../drift/here";
import { judge } from "../../drift/judge";
import { exitCodeOf, type Source } from "../../drift/report";
import type { Platform } from "../../platforms/platform";
import { compare } from "../drift";
import { shown } from "./file";

export interface VerifyOptions {
  readonly json?: boolean;
  readonly here?: boolean;
  readonly volatile?: boolean;
  readonly chosen?: Platform;
}

/** `lock verify`: `drift` of one lock file, with nothing ignored. Writes nothing. */
export async function verifyLock(file: string, options: VerifyOptions): Promise<number> {
  const { volatile: withVolatile = false, chosen } = options;
  const all: Source[] = [{ kind: "lock", file: shown(file), claims: claimsOfLock(shown(file)) }];
  const ofPlatform = chosen ? onlyPlatform(all, chosen) : all;
  const sources = options.here ? onlyHere(ofPlatform, process.env) : ofPlatform;
  const findings = await compare(sources, process.env, { withVolatile, screen: process.stderr });
  const report = judge(sources, findings, { withVolatile });
  const colours = process.stdout.hasColors?.() ?? false;
  process.stdout.write((options.json ? json : text).print(report, { base: process.cwd(), colours }));
  return exitCodeOf(report);
}
