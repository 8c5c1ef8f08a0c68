import { signIn } from "./auth.ts";
import { factoryApi } from "./factory.ts";
import { setWebOrigin } from "./helpers/web-origin.ts";
import { labApi } from "./lab.ts";
import { adminApi } from "./operations.ts";
import { salesApi } from "./sales.ts";
import { waitingRoomApi } from "./waiting-room.ts";

const contentSecurityPolicy = [
  "default-src 'none'",
  // The hash of the script in web/index.html.
  "script-src 'self' 'sha256-H9FFXwDJqJcUwwI65rTDb5h3A8IQsyjnvFcMQC1X+aQ='",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  // The APIs, the sign-in, and your own push services, which a secret names.
  "connect-src 'self' https: wss: http://localhost:* ws://localhost:*",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join("; ");

const headers = new aws.cloudfront.ResponseHeadersPolicy("WebHeaders", {
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "SAMEORIGIN", override: true },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, override: true },
  },
});

/** The store and the console, in one single-page app. */
export const web = new sst.aws.StaticSite("Web", {
  path: "web",
  build: { command: "npm run build", output: "dist" },
  environment: {
    VITE_SALES_URL: salesApi.url,
    VITE_ADMIN_URL: adminApi.url,
    VITE_FACTORY_URL: factoryApi.url,
    VITE_LAB_URL: labApi.url,
    VITE_WAITING_ROOM_URL: waitingRoomApi.url,
    VITE_AUTH_ISSUER: signIn.issuer,
    VITE_AUTH_CLIENT_ID: signIn.clientId,
  },
  // The bundler's files have the hash of their content in their name. Everything else is revalidated.
  assets: {
    // A page opened before a deploy still loads its parts from the previous one.
    purge: false,
    fileOptions: [
      { files: "**", cacheControl: "no-cache" },
      { files: "assets/**", cacheControl: "public, max-age=31536000, immutable" },
    ],
  },
  transform: {
    cdn(args) {
      args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
        ...behavior,
        responseHeadersPolicyId: headers.id,
      }));
    },
  },
  // Written where it does no harm: web declares these variables itself and does not need the file.
  vite: { types: "../.sst/web-env.d.ts" },
  dev: { command: "npm run dev", url: "http://localhost:3000" },
});

setWebOrigin(web.url);
