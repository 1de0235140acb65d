import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DiagnosisPolicy","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DiagnosisPolicy.md","filePath":"reference/index/interfaces/DiagnosisPolicy.md"}');
const _sfc_main = { name: "reference/index/interfaces/DiagnosisPolicy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-diagnosispolicy" tabindex="-1">Interface: DiagnosisPolicy <a class="header-anchor" href="#interface-diagnosispolicy" aria-label="Permalink to &quot;Interface: DiagnosisPolicy&quot;">​</a></h1><p>The effort that the server makes to explain a login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-variants"></a> <code>variants</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/VariantPolicy.html"><code>VariantPolicy</code></a></td><td>The peers for which a wrong password is tried again in mangled forms, and an unknown name is compared with the configured ones. The result is for the record only. Default <code>loopback</code>.</td></tr><tr><td><a id="property-variantspersecond"></a> <code>variantsPerSecond</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The number of forms that are tried per second for the logins of one address; unused ones are kept for ten seconds. A login beyond it is refused like any other, and its record says that nothing was tried. Default 4096: a wrong password takes up to 1536.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DiagnosisPolicy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DiagnosisPolicy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DiagnosisPolicy as default
};
