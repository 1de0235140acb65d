import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProvedIdentity","description":"","frontmatter":{},"headers":[],"relativePath":"reference/accounts/interfaces/ProvedIdentity.md","filePath":"reference/accounts/interfaces/ProvedIdentity.md"}');
const _sfc_main = { name: "reference/accounts/interfaces/ProvedIdentity.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-provedidentity" tabindex="-1">Interface: ProvedIdentity <a class="header-anchor" href="#interface-provedidentity" aria-label="Permalink to &quot;Interface: ProvedIdentity&quot;">​</a></h1><p>The user as the store&#39;s directory knows it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-account"></a> <code>account</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the account, without its domain.</td></tr><tr><td><a id="property-accountcontrol"></a> <code>accountControl?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>UserAccountControl of the controller&#39;s answer: the USER_ACCOUNT codes of [MS-SAMR] 2.2.1.12, 32 bits; absent: not known.</td></tr><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>NetBIOS name of its domain.</td></tr><tr><td><a id="property-groups"></a> <code>groups?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of groups where they are known, which <code>@name</code> grants access by; default: none.</td></tr><tr><td><a id="property-groupsids"></a> <code>groupSids?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>SIDs of the other groups; default: none. The well-known ones of every login need not be among them.</td></tr><tr><td><a id="property-logonserver"></a> <code>logonServer?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>NetBIOS name of the domain controller that answered.</td></tr><tr><td><a id="property-primarygroup"></a> <code>primaryGroup?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>SID of the primary group; default: Domain Users of the user&#39;s domain.</td></tr><tr><td><a id="property-sid"></a> <code>sid</code></td><td><code>readonly</code></td><td><code>string</code></td><td>SID of the user.</td></tr><tr><td><a id="property-userflags"></a> <code>userFlags?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>UserFlags of the controller&#39;s answer ([MS-NRPC] 2.2.1.4.11), 32 bits; absent: not known. With LOGON_GUEST the answer proves nobody, and is refused.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/accounts/interfaces/ProvedIdentity.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProvedIdentity = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProvedIdentity as default
};
