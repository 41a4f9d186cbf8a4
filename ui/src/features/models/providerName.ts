import type { ProviderKind, ProviderProfile } from "../../api/bindings";
import type { Words } from "../../words/words";

const NAMES: Record<Exclude<ProviderKind, "compatible">, string> = {
  deepseek: "DeepSeek",
  openrouter: "OpenRouter",
  openai: "OpenAI",
  anthropic: "Anthropic",
  yandex_gpt: "YandexGPT",
  gigachat: "GigaChat",
  ollama: "Ollama",
  lm_studio: "LM Studio",
  llama_cpp: "llama.cpp",
};

/** A provider as it writes itself; an own server has only words of ours. */
export const kindName = (words: Words, kind: ProviderKind) => (kind === "compatible" ? words.t("models-compatible") : NAMES[kind]);

export const profileName = (words: Words, profile: ProviderProfile) => profile.name || words.t("models-compatible");
