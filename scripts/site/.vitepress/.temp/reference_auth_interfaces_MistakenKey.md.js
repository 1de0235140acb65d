import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MistakenKey","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/MistakenKey.md","filePath":"reference/auth/interfaces/MistakenKey.md"}');
const _sfc_main = { name: "reference/auth/interfaces/MistakenKey.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mistakenkey" tabindex="-1">Interface: MistakenKey <a class="header-anchor" href="#interface-mistakenkey" aria-label="Permalink to &quot;Interface: MistakenKey&quot;">​</a></h1><p>A key that clients take for another: wrong signatures are tried with it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-key"></a> <code>key</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-mistake"></a> <code>mistake</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Stable name, such as <code>ntlm-signing-key</code>.</td></tr><tr><td><a id="property-takenfor"></a> <code>takenFor</code></td><td><code>readonly</code></td><td><code>&quot;session-key&quot;</code> | <code>&quot;signing-key&quot;</code></td><td><code>session-key</code>: signs itself, or has signing keys derived from it; <code>signing-key</code>: signs itself.</td></tr><tr><td><a id="property-words"></a> <code>words</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The mistake as a sentence.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/MistakenKey.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MistakenKey = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MistakenKey as default
};
