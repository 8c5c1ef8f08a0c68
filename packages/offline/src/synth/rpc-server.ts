import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { FunctionBuild } from "./evaluation.ts";
import { plain } from "./pulumi.ts";

/** https://github.com/sst/sst/blob/dev/pkg/runtime/runtime.go, `BuildInput` */
type BuildInput = FunctionBuild & { properties?: Pick<FunctionBuild, "esbuild"> };

/**
 * Answers SST components' calls to the CLI. Functions are not built: each gets `emptyFolder` as its code. The server
 * alone does not keep the process alive, so that a program that waits for itself ends.
 *
 * @returns the server's address and the requested functions; they grow while the program runs
 */
export async function serveRpc(emptyFolder: string): Promise<{ url: string; functions: FunctionBuild[] }> {
  const functions: FunctionBuild[] = [];

  const methods: Record<string, ((args: unknown) => unknown) | undefined> = {
    "Runtime.Build": (args) => {
      const { functionID, handler, links, properties } = plain(args as BuildInput);
      functions.push({ functionID, handler, links, ...(properties?.esbuild && { esbuild: properties.esbuild }) });
      return { handler, out: emptyFolder, errors: [], sourcemaps: [] };
    },
    "Provider.Aws.Bootstrap": () => ({ asset: "assets", state: "state" }),
    "Provider.Aws.Appsync": () => ({ http: "http", realtime: "realtime" }),
  };

  const server = createServer(async (request, response) => {
    const { method, params } = (await json(request)) as { method: string; params: unknown[] };
    const call = methods[method];
    // A kept-alive connection would keep the process running.
    response.shouldKeepAlive = false;
    response.end(JSON.stringify(call ? { result: call(params[0]) } : { error: `rpc: can't find ${method}` }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref();

  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, functions };
}
