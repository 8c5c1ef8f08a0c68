/** What a page of the console asks of the service worker. */
export interface ToWorker {
  type: "push";
  /** As it was pushed, decrypted. */
  text: string;
}

/** What the service worker asks of a page of the console. */
export type FromWorker =
  | { type: "open"; path: string }
  /** To be answered with `FromPage` through the port that comes along. */
  | { type: "where" }
  /** The browser's subscription is another one than it was. */
  | { type: "renewed" };

/** Where in the console a page is. */
export interface FromPage {
  path: string;
}
