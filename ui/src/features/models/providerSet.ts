import type { ModelPrice, ProviderProfile, ProviderSet, ProviderView } from "../../api/bindings";

/** What the owner has typed about a provider. */
export interface Form {
  name: string;
  key: string;
  address: string;
  folder: string;
  caFile: string;
  model: string;
  price: ModelPrice | null;
  context: number | null;
}

export function formOf(known: ProviderView | null, profile: ProviderProfile): Form {
  return {
    name: known?.name ?? "",
    key: "",
    address: known?.base_url ?? "",
    folder: known?.folder ?? (profile.place === "scope" ? "GIGACHAT_API_PERS" : ""),
    caFile: known?.ca_file ?? "",
    model: known?.model ?? "",
    price: known?.price ?? null,
    context: known?.context ?? null,
  };
}

/** The form as a request: an untouched key stays in the keychain, everything else is said. */
export function request(form: Form, known: ProviderView | null, profile: ProviderProfile): ProviderSet {
  const key = form.key.trim();
  return {
    ...(known ? { provider: known.provider } : { kind: profile.kind }),
    ...(key === "" ? {} : { key }),
    name: form.name.trim(),
    base_url: form.address.trim(),
    folder: form.folder.trim(),
    ca_file: form.caFile.trim(),
    model: form.model.trim(),
    ...(form.price ? { price: form.price } : { price_unknown: true }),
    context: form.context ?? 0,
  };
}
