import { randomBytes } from "node:crypto";
import { isObject } from "../../schema/is-object";
import { sameText } from "../shell/same-text";
import type { Account } from "./seed";
import { tokenEncryption } from "./signature";

/** The result of a token request: a token and its remaining seconds, or a code. */
export type TokenAnswer = { readonly accessToken: string; readonly expire: number } | { readonly status: number };

interface Issued {
  readonly accessKey: string;
  readonly expiresAt: number;
}

/** Grants access tokens, one valid token per access key. */
export class TokenService {
  private readonly issued = new Map<string, Issued>();
  private readonly current = new Map<string, string>();
  private readonly used = new Set<string>();

  constructor(
    private readonly clock: () => number,
    private readonly lifetime: number,
  ) {}

  forget(): void {
    this.issued.clear();
    this.current.clear();
    this.used.clear();
  }

  get(body: unknown, accounts: ReadonlyMap<string, Account>): TokenAnswer {
    const account = this.identify(body, accounts);
    if (typeof account === "number") return { status: account };
    const token = this.current.get(account.accessKey);
    const left = token === undefined ? 0 : (this.issued.get(token)?.expiresAt ?? 0) - this.clock();
    if (token === undefined || left <= 0) return this.issue(account.accessKey);
    return { accessToken: token, expire: Math.floor(left / 1000) };
  }

  refresh(body: unknown, accounts: ReadonlyMap<string, Account>): TokenAnswer {
    const token = (body as { accessToken?: unknown } | null)?.accessToken;
    if (token === undefined || token === null || token === "") return { status: 1202 };
    if (typeof token !== "string") return { status: 1004 };
    const account = this.identify(body, accounts);
    if (typeof account === "number") return { status: account };
    const issued = this.issued.get(token);
    if (issued === undefined || issued.accessKey !== account.accessKey) return { status: 1204 };
    if (issued.expiresAt <= this.clock()) return { status: 1203 };
    this.issued.set(token, { ...issued, expiresAt: this.clock() });
    return this.issue(account.accessKey);
  }

  /** The access key of a token, and whether it is still valid. */
  holder(token: string): { readonly accessKey: string; readonly expired: boolean } | undefined {
    const issued = this.issued.get(token);
    return issued && { accessKey: issued.accessKey, expired: issued.expiresAt <= this.clock() };
  }

  /** The token is no longer valid, as if its time were over; the next request for one grants another. */
  expire(token: unknown): void {
    const issued = this.issued.get(String(token));
    if (issued) this.issued.set(String(token), { ...issued, expiresAt: this.clock() });
  }

  private issue(accessKey: string): TokenAnswer {
    const accessToken = randomBytes(32).toString("hex");
    this.issued.set(accessToken, { accessKey, expiresAt: this.clock() + this.lifetime * 1000 });
    this.current.set(accessKey, accessToken);
    return { accessToken, expire: Math.floor(this.lifetime) };
  }

  private identify(body: unknown, accounts: ReadonlyMap<string, Account>): Account | number {
    if (!isObject(body)) return 1004;
    const { appKey, encryption, timestamp } = body;
    if ([appKey, encryption, timestamp].some((value) => value === undefined || value === null || value === "")) {
      return 1202;
    }
    // The documents say Long; the vendor's own clients send a string.
    const moment = Number.isSafeInteger(timestamp) ? String(timestamp) : timestamp;
    if (typeof appKey !== "string" || typeof encryption !== "string") return 1004;
    if (typeof moment !== "string" || !/^\d{1,19}$/.test(moment)) return 1004;
    const account = accounts.get(appKey);
    if (account === undefined) return 1002;
    if (!sameText(tokenEncryption(appKey, moment, account.secretKey), encryption)) return 1003;
    if (this.used.has(encryption)) return 1001;
    this.used.add(encryption);
    return account;
  }
}
