import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SmbLoginInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SmbLoginInfo.md","filePath":"reference/index/interfaces/SmbLoginInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/SmbLoginInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-smblogininfo" tabindex="-1">Interface: SmbLoginInfo <a class="header-anchor" href="#interface-smblogininfo" aria-label="Permalink to &quot;Interface: SmbLoginInfo&quot;">​</a></h1><p>The first SESSION_SETUP request of a login ([MS-SMB2] 2.2.5).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><code>&quot;smb&quot;</code></td><td>-</td></tr><tr><td><a id="property-previoussessionid"></a> <code>previousSessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>PreviousSessionId: the session that this one replaces once the login is accepted; 0: none.</td></tr><tr><td><a id="property-purpose"></a> <code>purpose</code></td><td><code>readonly</code></td><td><code>&quot;new&quot;</code> | <code>&quot;reauthentication&quot;</code> | <code>&quot;binding&quot;</code></td><td>A session of its own, a new proof for a valid session, or a further connection for one ([MS-SMB2] 3.3.5.5).</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SMB2_NEGOTIATE_SIGNING_ENABLED (1), SMB2_NEGOTIATE_SIGNING_REQUIRED (2).</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>SessionId of the header; 0 asks for a new session.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SmbLoginInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SmbLoginInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SmbLoginInfo as default
};
