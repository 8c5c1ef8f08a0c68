import { campaignsOf, stopByLink } from "@donut/core/campaign/stop-by-link";
import { openStopToken } from "@donut/core/campaign/stop-link";
import { Resource } from "sst";
import * as z from "zod";
import { type ApiContext, createApi, lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { pageHeaders } from "./house-page.ts";
import { stopPage } from "./stop-page.ts";

const token = z.string().max(2_000).default("");
const page = (description: string) => ({ description, content: { "text/html": { schema: z.string() } } });

const app = createApi({
  title: "Ads",
  description: "Where the link in the mail to the ad manager leads. The link's token is all that is needed.",
});

app
  .openapi(
    createRoute({
      method: "get",
      path: "/stop",
      // Mail scanners follow links, so a GET must not stop anything.
      description: "Shows what the link would stop, and asks.",
      request: { query: z.object({ token }) },
      responses: {
        200: page("What it would stop; nothing, if the shortage is over"),
        403: page("The link is not one of ours"),
        410: page("The link is too old"),
      },
    }),
    async (c) => {
      const { token } = c.req.valid("query");
      const link = openStopToken(token, Resource.AdStopSecret.value);
      if (link.status !== "valid") return refuse(c, link.status);
      return answer(c, 200, { status: "asking", campaigns: await campaignsOf(link), token });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/stop",
      description: "Stops the ads that the link is about. Again, it changes nothing.",
      request: {
        body: { required: true, content: { "application/x-www-form-urlencoded": { schema: z.object({ token }) } } },
      },
      responses: {
        200: page("What is stopped now; nothing, if the shortage is over"),
        403: page("The link is not one of ours; nothing was changed"),
        410: page("The link is too old; nothing was changed"),
      },
    }),
    async (c) => {
      const link = openStopToken(c.req.valid("form").token, Resource.AdStopSecret.value);
      if (link.status !== "valid") return refuse(c, link.status);
      return answer(c, 200, { status: "stopped", campaigns: await stopByLink(link) });
    },
  );

export const handler = lambdaHandler(app);

function refuse(c: ApiContext, status: "invalid" | "expired") {
  return answer(c, status === "expired" ? 410 : 403, { status });
}

function answer(c: ApiContext, status: 200 | 403 | 410, view: Parameters<typeof stopPage>[0]) {
  return c.html(stopPage(view), status, pageHeaders);
}
