import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StateOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/StateOptions.md","filePath":"reference/index/interfaces/StateOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/StateOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-stateoptions" tabindex="-1">Interface: StateOptions <a class="header-anchor" href="#interface-stateoptions" aria-label="Permalink to &quot;Interface: StateOptions&quot;">​</a></h1><p>A store of Valkey or Redis that several servers share.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-ca"></a> <code>ca?</code></td><td><code>readonly</code></td><td><code>string</code> | <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>Certificates in PEM of the authorities that are trusted for TLS; default: those of Node.js.</td></tr><tr><td><a id="property-password"></a> <code>password?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The password of the store, where the address has none. Secret.</td></tr><tr><td><a id="property-prefix"></a> <code>prefix?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The first characters of every key, one for all servers that share accounts; default: <code>smb2-auth:</code>.</td></tr><tr><td><a id="property-records"></a> <code>records?</code></td><td><code>readonly</code></td><td><code>boolean</code> | <a href="./RecordStreamOptions.html"><code>RecordStreamOptions</code></a></td><td>Whether the records of logins go into a stream of the store as well, or how; default: they do not.</td></tr><tr><td><a id="property-timeoutmilliseconds"></a> <code>timeoutMilliseconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds that one question may take; the store is away then. Default: 1000.</td></tr><tr><td><a id="property-valkey"></a> <code>valkey</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The store: <code>valkey://host:6379</code>, or <code>valkeys://</code> for TLS; <code>redis://</code> and <code>rediss://</code> mean the same. A user, a password and the number of a database may be part of it, as in <code>valkeys://smb:secret@store.example.com/1</code>.</td></tr><tr><td><a id="property-whenaway"></a> <code>whenAway?</code></td><td><code>readonly</code></td><td><code>&quot;refuse&quot;</code> | <code>&quot;alone&quot;</code></td><td>The logins that come while the store does not answer. <code>refuse</code>: those that need it are refused as <code>shared-state-away</code>. <code>alone</code>: this server counts and remembers for itself. Default: <code>refuse</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/StateOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StateOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StateOptions as default
};
