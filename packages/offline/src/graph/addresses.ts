/** Where the parts of a running system listen, as `scheme://host:port` or with a path, without a trailing slash. */
export interface Addresses {
  sqs: string;
  /** Of the push service that stands in for those of browsers. */
  push: string;
  /** By the API's, the site's or the user pool's logical name; of a pool, its issuer's. */
  httpApis: Record<string, string>;
  /** `ws://…` */
  socketApis: Record<string, string>;
  sites: Record<string, string>;
  userPools: Record<string, string>;
}

export const region = "us-east-1";
export const accountId = "000000000000";

/** The address that stands in a graph until the runtime knows the real one. */
export const placeholder = {
  queue: (physicalName: string) => `https://sqs.offline/${accountId}/${physicalName}`,
  /** No deploy makes it; a value of `offline.secrets.json` may name it. */
  push: "https://push.offline",
  httpApi: (name: string) => `https://${name.toLowerCase()}.api.offline`,
  /** With the stage, as the link's `url` has it. */
  socketApi: (name: string) => `wss://${name.toLowerCase()}.socket.offline/$default`,
  /** Where messages are sent to connections of the socket API, as the link's `managementEndpoint` has it. */
  socketManagement: (name: string) => `https://${name.toLowerCase()}.socket.offline/$default`,
  site: (name: string) => `https://${name.toLowerCase()}.site.offline`,
  userPool: (name: string) => `https://${name.toLowerCase()}.userpool.offline`,
};

/** @returns a copy of `value` in which every placeholder address, also inside a longer text, is the real one. */
export function withAddresses<T>(value: T, addresses: Addresses): T {
  const known = new Map([
    ["https://sqs.offline", addresses.sqs],
    [placeholder.push, addresses.push],
    ...Object.entries(addresses.httpApis).map(([name, url]) => [placeholder.httpApi(name), url] as const),
    ...Object.entries(addresses.socketApis).flatMap(([name, url]) => [
      [placeholder.socketApi(name), url] as const,
      [placeholder.socketManagement(name), url.replace(/^ws/, "http")] as const,
    ]),
    ...Object.entries(addresses.sites).map(([name, url]) => [placeholder.site(name), url] as const),
    ...Object.entries(addresses.userPools).map(([name, url]) => [placeholder.userPool(name), url] as const),
  ]);
  return JSON.parse(
    JSON.stringify(value).replace(
      /https:\/\/[a-z0-9-]+(\.api|\.site|\.userpool)?\.offline|(https|wss):\/\/[a-z0-9-]+\.socket\.offline\/\$default/g,
      (found) => known.get(found) ?? found,
    ),
  ) as T;
}

/** The path under which an API answers: `SalesApi` → `sales`, `WaitingRoomApi` → `waiting-room`. */
export function apiPath(name: string): string {
  return name
    .replace(/Api$/, "")
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")
    .toLowerCase();
}
