import { isObject } from "../../schema/is-object";

/** The page a search asks for. */
export interface Page {
  readonly pageNo: number;
  readonly pageSize: number;
}

const firstPage: Page = { pageNo: 1, pageSize: 10 };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** Reads the pagination struct; a text says what is wrong with it. */
export function readPage(pagination: unknown, largestPage: number): Page | string {
  if (pagination === undefined || pagination === null) return firstPage;
  if (!isObject(pagination)) return "pagination is not a struct";
  const { pageNo, pageSize, sorters } = pagination;
  if (!isCount(pageNo)) return "pagination.pageNo must be an integer from 1";
  if (!isCount(pageSize)) return "pagination.pageSize must be an integer above 0";
  if (pageSize > largestPage) return `pagination.pageSize must not exceed ${largestPage}`;
  const sorted = sorters !== undefined && sorters !== null && !(Array.isArray(sorters) && sorters.length === 0);
  return sorted ? "pagination.sorters is not supported for products" : { pageNo, pageSize };
}
