import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SessionSetupRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/SessionSetupRequest.md","filePath":"reference/smb2-codec/interfaces/SessionSetupRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/SessionSetupRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sessionsetuprequest" tabindex="-1">Interface: SessionSetupRequest <a class="header-anchor" href="#interface-sessionsetuprequest" aria-label="Permalink to &quot;Interface: SessionSetupRequest&quot;">​</a></h1><p>SMB2 SESSION_SETUP Request ([MS-SMB2] 2.2.5).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/Capabilities.html">Capabilities</a>.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SessionSetupFlags.html">SessionSetupFlags</a>.</td></tr><tr><td><a id="property-previoussessionid"></a> <code>previousSessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>A session of the client&#39;s that was cut off, to be removed; 0 if there is none.</td></tr><tr><td><a id="property-securitybuffer"></a> <code>securityBuffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The GSS token, or a raw NTLMSSP message.</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SecurityMode.html">SecurityMode</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/SessionSetupRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SessionSetupRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SessionSetupRequest as default
};
