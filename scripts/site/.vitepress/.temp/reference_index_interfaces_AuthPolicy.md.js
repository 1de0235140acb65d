import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AuthPolicy","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/AuthPolicy.md","filePath":"reference/index/interfaces/AuthPolicy.md"}');
const _sfc_main = { name: "reference/index/interfaces/AuthPolicy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-authpolicy" tabindex="-1">Interface: AuthPolicy <a class="header-anchor" href="#interface-authpolicy" aria-label="Permalink to &quot;Interface: AuthPolicy&quot;">​</a></h1><p>The logins that are accepted without a right password, and those that are refused despite one.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-anonymous"></a> <code>anonymous</code></td><td><code>readonly</code></td><td><code>&quot;accept&quot;</code> | <code>&quot;refuse&quot;</code> | <code>&quot;ipc&quot;</code></td><td><code>ipc</code>: anonymous logins may reach <code>IPC$</code> only.</td></tr><tr><td><a id="property-guest"></a> <code>guest</code></td><td><code>readonly</code></td><td><code>&quot;refuse&quot;</code> | <code>&quot;unknown-users&quot;</code></td><td><code>unknown-users</code>: a name that does not exist is let in as guest, whatever its response, without a key and so without signing. A wrong password of a known name is still refused.</td></tr><tr><td><a id="property-lockout"></a> <code>lockout</code></td><td><code>readonly</code></td><td><a href="./LockoutPolicy.html"><code>LockoutPolicy</code></a> | <code>null</code></td><td>null: no lock-out.</td></tr><tr><td><a id="property-mechanisms"></a> <code>mechanisms</code></td><td><code>readonly</code></td><td>readonly (<code>&quot;ntlm&quot;</code> | <code>&quot;kerberos&quot;</code>)[]</td><td>The mechanisms of the server&#39;s own that are accepted, in the order in which they are offered; each at most once. Among those that both sides have, the client&#39;s order decides (RFC 4178 3.1). Kerberos is offered only where the server has a key. A client that has NTLM alone, where it is left out, is refused as <code>ntlm-refused</code>.</td></tr><tr><td><a id="property-ntlm"></a> <code>ntlm</code></td><td><code>readonly</code></td><td><a href="./NtlmPolicy.html"><code>NtlmPolicy</code></a></td><td>The variants of NTLM that are accepted.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/AuthPolicy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AuthPolicy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AuthPolicy as default
};
