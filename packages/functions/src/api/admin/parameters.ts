import { z } from "@hono/zod-openapi";

export const queueName = z.object({ name: z.string().max(200) });
