import { topology } from "./topology.ts";

interface SocketApiArgs {
  /** Names of the topics and queues that messages enter through it, for the console's map. */
  feeds?: string[];
}

/**
 * A WebSocket API. CORS does not apply, so pages of every site can connect: `$connect` or an authorizer decides who may
 * stay connected.
 */
export function socketApi(name: string, { feeds }: SocketApiArgs = {}): sst.aws.ApiGatewayWebSocket {
  const api = new sst.aws.ApiGatewayWebSocket(name);
  topology.apis.push({ name, kind: "socket", url: api.url, ...(feeds && { feeds }) });
  return api;
}
