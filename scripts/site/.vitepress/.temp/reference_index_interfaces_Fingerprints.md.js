import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Fingerprints","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Fingerprints.md","filePath":"reference/index/interfaces/Fingerprints.md"}');
const _sfc_main = { name: "reference/index/interfaces/Fingerprints.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fingerprints" tabindex="-1">Interface: Fingerprints <a class="header-anchor" href="#interface-fingerprints" aria-label="Permalink to &quot;Interface: Fingerprints&quot;">​</a></h1><p>The marks of a certificate, each 64 hexadecimal digits.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-certificatefingerprint"></a> <code>certificateFingerprint</code></td><td><code>readonly</code></td><td><code>string</code></td><td>SHA-256 of the certificate.</td></tr><tr><td><a id="property-keyfingerprint"></a> <code>keyFingerprint</code></td><td><code>readonly</code></td><td><code>string</code></td><td>SHA-256 of the content of SubjectPublicKey, which CredSSP binds to.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Fingerprints.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Fingerprints = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Fingerprints as default
};
