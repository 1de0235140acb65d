import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CredSspLoginInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CredSspLoginInfo.md","filePath":"reference/index/interfaces/CredSspLoginInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/CredSspLoginInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-credssplogininfo" tabindex="-1">Interface: CredSspLoginInfo <a class="header-anchor" href="#interface-credssplogininfo" aria-label="Permalink to &quot;Interface: CredSspLoginInfo&quot;">​</a></h1><p>The first TSRequest of a connection ([MS-CSSP] 2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><code>&quot;credssp&quot;</code></td><td>-</td></tr><tr><td><a id="property-rdp"></a> <code>rdp</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether RDP&#39;s negotiation went before ([MS-RDPBCGR] 5.4.2.1).</td></tr><tr><td><a id="property-version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The version of the request, as the client sent it; 0: it could not be read.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CredSspLoginInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CredSspLoginInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CredSspLoginInfo as default
};
