/** Addresses of the parts of a running system, as `scheme://host:port` or with a path, without a trailing slash. */
export interface Addresses {
  sqs: string;
  /** Of the push service that replaces the browser vendors'. */
  push: string;
  /** By the logical name of the API, site or user pool; for a pool, its issuer's address. */
  httpApis: Record<string, string>;
  /** `ws://…` */
  socketApis: Record<string, string>;
  sites: Record<string, string>;
  userPools: Record<string, string>;
}

export const region = "us-east-1";
export const accountId = "000000000000";

/** The address in a graph until the runtime knows the real one. */
export const placeholder = {
  queue: (physicalName: string) => `https://sqs.offline/${accountId}/${physicalName}`,
  /** Not created by any deploy; a value in `offline.secrets.json` may name it. */
  push: "https://push.offline",
  httpApi: (name: string) => `https://${name.toLowerCase()}.api.offline`,
  /** Including the stage, as in the link's `url`. */
  socketApi: (name: string) => `wss://${name.toLowerCase()}.socket.offline/$default`,
  /** Where messages for the socket API's connections are posted, as in the link's `managementEndpoint`. */
  socketManagement: (name: string) => `https://${name.toLowerCase()}.socket.offline/$default`,
  site: (name: string) => `https://${name.toLowerCase()}.site.offline`,
  userPool: (name: string) => `https://${name.toLowerCase()}.userpool.offline`,
};

/** @returns a copy of `value` with every placeholder address, even within a longer text, replaced by the real one. */
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
