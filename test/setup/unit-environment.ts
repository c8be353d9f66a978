import child, { ChildProcess } from "node:child_process";
import dns from "node:dns";
import { isIP } from "node:net";
import { TestEnvironment } from "jest-environment-node";

// biome-ignore lint/suspicious/noExplicitAny: whatever a function of Node takes and gives
type AnyFunction = (...args: any[]) => any;

const isHere = (name: string): boolean => name === "localhost" || isIP(name) !== 0;
const notFound = (hostname: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: "ENOTFOUND",
    syscall: "getaddrinfo",
    hostname,
  });
const refuse = () => {
  throw new Error("A unit test starts no programs. Tests that do belong to test/e2e.");
};

/** The wall around unit tests: a machine on which no program can be found, and no name but its own. */
export default class UnitEnvironment extends TestEnvironment {
  private readonly repairs: (() => void)[] = [];

  override async setup(): Promise<void> {
    await super.setup();
    const noProgram = { file: "/a-unit-test-starts-no-programs" };
    this.replace(ChildProcess.prototype, "spawn", (spawn) => {
      return function (this: unknown, options: object) {
        return spawn.call(this, { ...options, ...noProgram });
      };
    });
    for (const name of ["spawnSync", "execSync", "execFileSync"]) this.replace(child, name, () => refuse);
    this.replace(dns, "lookup", (lookup) => (name: string, ...rest: unknown[]) => {
      if (isHere(name)) lookup(name, ...rest);
      else process.nextTick(rest.at(-1) as AnyFunction, notFound(name));
    });
    this.replace(dns.promises, "lookup", (lookup) => async (name: string, ...rest: unknown[]) => {
      if (isHere(name)) return lookup(name, ...rest);
      throw notFound(name);
    });
  }

  override async teardown(): Promise<void> {
    for (const repair of this.repairs) repair();
    await super.teardown();
  }

  /** Node's modules are the same for all test files of a process, so what is replaced is put back. */
  private replace(module: object, name: string, by: (original: AnyFunction) => AnyFunction): void {
    const functions = module as Record<string, AnyFunction>;
    const original = functions[name] as AnyFunction;
    functions[name] = by(original);
    this.repairs.push(() => {
      functions[name] = original;
    });
  }
}
