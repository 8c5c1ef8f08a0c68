import { customer } from "@donut/core/customer/customer";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { email } from "../email.ts";
import { json } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";

export const getCustomers = createRoute({
  method: "get",
  path: "/customers",
  request: {
    query: z.object({
      limit: pageLimit(100),
      cursor,
      type: z.enum(["normal", "vip"], 'must be "normal" or "vip"').optional().meta({ description: "Only these" }),
      email: email.optional().meta({ description: "Only the customer with this address" }),
    }),
  },
  responses: {
    200: json(
      "Everybody who has ordered, the latest change of type first; next is the cursor of the page that follows",
      z.object({ customers: z.array(customer), next: z.string().optional() }),
    ),
    400: problemResponse("A parameter is not valid"),
  },
});
