export const salesUrl = import.meta.env.VITE_SALES_URL ?? "http://localhost:4000/sales";
export const adminUrl = import.meta.env.VITE_ADMIN_URL ?? "http://localhost:4000/admin";
export const factoryUrl = import.meta.env.VITE_FACTORY_URL ?? "http://localhost:4000/factory";
