import { signedRequests } from "./signed";
import { makeWorkspace, type Workspace } from "./workspace";

/** HashiCorp's providers, where the environment names their executables: the same reads by programs in Go. */
export function otherWorkspaces(count: number, endpoint: string): Record<string, Workspace> {
  const { BENCH_PROVIDER_HTTP: http, BENCH_PROVIDER_EXTERNAL: external } = process.env;
  const { locals, write } = signedRequests(endpoint, count);
  return {
    ...(http && {
      'data "http"': makeWorkspace({ name: "http", executable: http, prepare: write }, locals + readByHttp),
    }),
    ...(external && {
      'data "external"': makeWorkspace({ name: "external", executable: external, prepare: write }, locals + readByCurl),
    }),
  };
}

const readByHttp = `data "http" "p" {
  for_each        = local.requests
  url             = each.value.url
  request_headers = each.value.headers
}
`;

const readByCurl = `data "external" "p" {
  for_each = local.requests
  program = concat(
    ["sh", "-c", "curl -sf \\"$@\\" >&2 && echo {}", "sh", each.value.url],
    flatten([for name, value in each.value.headers : ["-H", "\${name}: \${value}"]]),
  )
}
`;
