import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: NtlmFlagName","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/type-aliases/NtlmFlagName.md","filePath":"reference/index/type-aliases/NtlmFlagName.md"}');
const _sfc_main = { name: "reference/index/type-aliases/NtlmFlagName.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-ntlmflagname" tabindex="-1">Type Alias: NtlmFlagName <a class="header-anchor" href="#type-alias-ntlmflagname" aria-label="Permalink to &quot;Type Alias: NtlmFlagName&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">type</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> NtlmFlagName</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> =</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> keyof</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> typeof</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> ntlmFlagBits;</span></span></code></pre></div><p>A bit of NTLM’s NegotiateFlags by name.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/type-aliases/NtlmFlagName.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NtlmFlagName = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NtlmFlagName as default
};
