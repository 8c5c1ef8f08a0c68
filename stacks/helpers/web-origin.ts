let resolve: (origin: $util.Input<string>) => void;

/**
 * The web app's URL. The APIs need it for CORS, but the web app is created after them because it is built with their
 * URLs. web.ts resolves it.
 */
export const webOrigin = $output(
  new Promise<$util.Input<string>>((known) => {
    resolve = known;
  }),
);

export function setWebOrigin(origin: $util.Input<string>): void {
  resolve(origin);
}
