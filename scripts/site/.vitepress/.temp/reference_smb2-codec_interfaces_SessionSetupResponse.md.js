import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SessionSetupResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/SessionSetupResponse.md","filePath":"reference/smb2-codec/interfaces/SessionSetupResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/SessionSetupResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sessionsetupresponse" tabindex="-1">Interface: SessionSetupResponse <a class="header-anchor" href="#interface-sessionsetupresponse" aria-label="Permalink to &quot;Interface: SessionSetupResponse&quot;">​</a></h1><p>SMB2 SESSION_SETUP Response ([MS-SMB2] 2.2.6).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-securitybuffer"></a> <code>securityBuffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-sessionflags"></a> <code>sessionFlags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SessionFlags.html">SessionFlags</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/SessionSetupResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SessionSetupResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SessionSetupResponse as default
};
