import { signIn } from "./auth.ts";
import { adminApi } from "./console.ts";
import { factoryApi } from "./factory.ts";
import { labApi } from "./lab.ts";
import { salesApi } from "./sales.ts";
import { setWebOrigin } from "./web-origin.ts";

/** The store and the console, one single-page app. */
export const web = new sst.aws.StaticSite("Web", {
  path: "packages/web",
  build: { command: "npm run build", output: "dist" },
  environment: {
    VITE_SALES_URL: salesApi.url,
    VITE_ADMIN_URL: adminApi.url,
    VITE_FACTORY_URL: factoryApi.url,
    VITE_LAB_URL: labApi.url,
    VITE_AUTH_ISSUER: signIn.issuer,
    VITE_AUTH_CLIENT_ID: signIn.clientId,
  },
  // Out of the way: packages/web declares these variables itself, and can do without them.
  vite: { types: "../../.sst/web-env.d.ts" },
  dev: { command: "npm run dev", url: "http://localhost:3000" },
});

setWebOrigin(web.url);
