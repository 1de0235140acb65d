import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ServicePassword","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ServicePassword.md","filePath":"reference/index/interfaces/ServicePassword.md"}');
const _sfc_main = { name: "reference/index/interfaces/ServicePassword.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-servicepassword" tabindex="-1">Interface: ServicePassword <a class="header-anchor" href="#interface-servicepassword" aria-label="Permalink to &quot;Interface: ServicePassword&quot;">​</a></h1><p>The password of a service or of a machine account.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-enctypes"></a> <code>enctypes?</code></td><td><code>readonly</code></td><td>readonly <a href="./../type-aliases/EncryptionTypeName.html"><code>EncryptionTypeName</code></a>[]</td><td>The encryption types to make keys for; default: all with AES.</td></tr><tr><td><a id="property-kvno"></a> <code>kvno?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The version of the keys; default: 0, which is not known.</td></tr><tr><td><a id="property-password"></a> <code>password</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The password: secret.</td></tr><tr><td><a id="property-principal"></a> <code>principal</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The account&#39;s principal: <code>cifs/files.example.com@EXAMPLE.COM</code>, or <code>FILES$@EXAMPLE.COM</code>.</td></tr><tr><td><a id="property-salt"></a> <code>salt?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The salt of the keys; default: defaultSalt of the principal.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ServicePassword.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ServicePassword = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ServicePassword as default
};
