import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SignatureAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SignatureAction.md","filePath":"reference/index/interfaces/SignatureAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/SignatureAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-signatureaction" tabindex="-1">Interface: SignatureAction <a class="header-anchor" href="#interface-signatureaction" aria-label="Permalink to &quot;Interface: SignatureAction&quot;">​</a></h1><p>The signature of the answer, or its tag where it is encrypted, is not as it must be.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;signature&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/SignatureFault.html"><code>SignatureFault</code></a></td><td>The state of the signature.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SignatureAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SignatureAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SignatureAction as default
};
