import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PreauthIntegrityCapabilities","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/PreauthIntegrityCapabilities.md","filePath":"reference/smb2-codec/interfaces/PreauthIntegrityCapabilities.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/PreauthIntegrityCapabilities.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-preauthintegritycapabilities" tabindex="-1">Interface: PreauthIntegrityCapabilities <a class="header-anchor" href="#interface-preauthintegritycapabilities" aria-label="Permalink to &quot;Interface: PreauthIntegrityCapabilities&quot;">​</a></h1><p>SMB2_PREAUTH_INTEGRITY_CAPABILITIES ([MS-SMB2] 2.2.3.1.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-hashalgorithms"></a> <code>hashAlgorithms</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td><a href="./../variables/HashAlgorithm.html">HashAlgorithm</a> ids, as listed.</td></tr><tr><td><a id="property-salt"></a> <code>salt</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/PreauthIntegrityCapabilities.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PreauthIntegrityCapabilities = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PreauthIntegrityCapabilities as default
};
