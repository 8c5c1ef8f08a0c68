let resolve: (origin: $util.Input<string>) => void;

/**
 * The web app's address, which the APIs need to know (CORS) and which is only made after them: the web app is built
 * with the APIs' addresses. web.ts makes it known.
 */
export const webOrigin = $output(
  new Promise<$util.Input<string>>((known) => {
    resolve = known;
  }),
);

export function setWebOrigin(origin: $util.Input<string>): void {
  resolve(origin);
}
