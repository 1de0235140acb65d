import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SignatureInvalid","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/SignatureInvalid.md","filePath":"reference/auth/interfaces/SignatureInvalid.md"}');
const _sfc_main = { name: "reference/auth/interfaces/SignatureInvalid.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-signatureinvalid" tabindex="-1">Interface: SignatureInvalid <a class="header-anchor" href="#interface-signatureinvalid" aria-label="Permalink to &quot;Interface: SignatureInvalid&quot;">​</a></h1><p>A request whose signature does not verify ([MS-SMB2] 3.3.5.2.4).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Command of the SMB2 header.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;signature-invalid&quot;</code></td><td>-</td></tr><tr><td><a id="property-material"></a> <code>material?</code></td><td><code>readonly</code></td><td><a href="./SignatureMaterial.html"><code>SignatureMaterial</code></a></td><td>The input of the post-mortem; present for the first failure of a session only. It stays in memory.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/SignatureInvalid.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SignatureInvalid = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SignatureInvalid as default
};
