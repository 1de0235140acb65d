import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CredentialsRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CredentialsRecord.md","filePath":"reference/index/interfaces/CredentialsRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/CredentialsRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-credentialsrecord" tabindex="-1">Interface: CredentialsRecord <a class="header-anchor" href="#interface-credentialsrecord" aria-label="Permalink to &quot;Interface: CredentialsRecord&quot;">​</a></h1><p>The credentials that a client of CredSSP hands over ([MS-CSSP] 2.2.1.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The domain in them, as sent; undefined: they name none.</td></tr><tr><td><a id="property-matches"></a> <code>matches</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether they name the user that logged in.</td></tr><tr><td><a id="property-password"></a> <code>password</code></td><td><code>readonly</code></td><td><code>&quot;right&quot;</code> | <code>&quot;wrong&quot;</code> | <code>&quot;not-verified&quot;</code> | <code>undefined</code></td><td>Whether the password is that of the account; undefined: there is no password.</td></tr><tr><td><a id="property-type"></a> <code>type</code></td><td><code>readonly</code></td><td><code>&quot;password&quot;</code> | <code>&quot;smart-card&quot;</code> | <code>&quot;remote-guard&quot;</code> | <code>&quot;none&quot;</code></td><td><code>none</code>: they are empty, as in restricted administration.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The user name in them, as sent; undefined: they name none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CredentialsRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CredentialsRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CredentialsRecord as default
};
